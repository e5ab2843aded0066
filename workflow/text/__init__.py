"""Pure functions on text: characters, inline markup, sentences, dates, matching."""
