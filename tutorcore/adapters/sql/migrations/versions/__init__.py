"""The steps. A step that was released is never changed: what follows is a new one."""
