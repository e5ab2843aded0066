"""Terms: Chinese forms found in one pass, and English forms found however a careful writer puts them."""
