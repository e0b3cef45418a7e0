"""Reading classes, what they led to, and the figures that come out of them."""
