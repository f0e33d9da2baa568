"""
Everything that can go wrong with a document or the index, in a form that is safe to show.

KnowledgeError
  UnreadableDocument   a file that is missing, empty, binary, too large or of an unknown kind
  NoQuestions          a document in which no question was found
  BadBank              a file of the question bank that breaks the format
  NotFound             no document or question of that name
  BadReview            a change of a question that cannot be made
  EmbedderUnavailable  the embedding model cannot be loaded or is not the one expected
  IndexUnavailable     the vector store cannot be opened
    IndexInUse         another process holds it
"""


class KnowledgeError(Exception):
    """The message names the thing, its value and the remedy, and may be shown as it is."""


class UnreadableDocument(KnowledgeError):
    pass


class NoQuestions(KnowledgeError):
    pass


class BadBank(KnowledgeError):
    pass


class NotFound(KnowledgeError):
    pass


class BadReview(KnowledgeError):
    pass


class EmbedderUnavailable(KnowledgeError):
    pass


class IndexUnavailable(KnowledgeError):
    pass


class IndexInUse(IndexUnavailable):
    pass
