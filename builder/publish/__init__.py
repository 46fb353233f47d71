"""The finished site: put in place, guarded, looked over."""
