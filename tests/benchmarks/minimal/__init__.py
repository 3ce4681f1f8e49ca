"""The yardsticks of the pages: a bare Django view, and the least a Wagtail site can be. Run as sites of their own."""
