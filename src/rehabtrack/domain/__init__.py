"""What is true of pain, massage and treatment: pure, without clock, files or SQL."""
