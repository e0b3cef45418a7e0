"""QTI items: versions 2.1, 2.2 and 3.0 of the 1EdTech specification, and the older 1.2."""
