# fails: barred operation
def total(x):
    return x.sum()
