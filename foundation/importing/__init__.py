"""Lists from outside (Excel, CSV): read, shown with every doubt, kept when somebody says so."""
