"""Push services, their host names and a desktop, all on loopback: what real browsers need to be reminded."""
