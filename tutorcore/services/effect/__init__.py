"""What a change of the rules would do to everybody, before it is made. Nothing here changes anything."""
