"""The one way to other people's servers: requests to checked addresses, bounded in time, size and redirects.

`client.request` is what feeds, pages, articles, the second reader and channels go through; nobody else imports httpx.
"""
