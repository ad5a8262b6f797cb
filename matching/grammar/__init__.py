"""Reading English business news: tokens, chunks, who speaks, how sure it is, and the frames that make events of it.

text → sentences → tokens → chunks → frames → events
"""
