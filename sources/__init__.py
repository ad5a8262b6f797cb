"""Layer 1: what comes in — feeds, newsrooms, filings, and prospects from a CRM."""
