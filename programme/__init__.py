"""What the officers' programme does with what the volunteers brought."""
