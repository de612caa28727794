"""The build: from pwa/ and content/ to dist/, the folder of files that the server hands out.

Nothing here runs while requests are served; pages.py only reads what the build wrote (site.py).
"""
