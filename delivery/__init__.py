"""Layer 1: what goes out — mail, chat, webhook, calendar, feed, the call-list page."""
