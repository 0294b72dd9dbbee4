"""Changing planning profiles: drafts, versions, going back to an earlier one, retiring, and what others did meanwhile.

A lesson type is drafted and published in the same way. What holds now is told by `know_profiles`.
"""
