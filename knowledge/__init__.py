"""Documents become questions with key points, and passages in a vector store."""
