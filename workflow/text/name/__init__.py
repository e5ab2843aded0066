"""Names of persons: found in Chinese text, romanised, and looked for in English."""
