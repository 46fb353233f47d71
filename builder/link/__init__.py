"""Library -> Site."""

from builder.link.join import link

__all__ = ["link"]
