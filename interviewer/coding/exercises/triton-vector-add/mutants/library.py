# fails: barred operation
def add(x, y):
    return x + y
