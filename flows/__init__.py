"""Layer 2: when it happens — the order of the pipeline, the Prefect flows, the command line."""
