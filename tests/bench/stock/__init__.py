"""Every public address and the overviews of the admin, with a stock of thousands of entries."""
