"""Press-release pages: by selectors, by what they declare for machines, by how they look."""
