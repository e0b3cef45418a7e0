"""Work for later: a row with progress and a lease; huey rings the worker, a sweeper takes care."""
