"""Pages of classes and figures."""
