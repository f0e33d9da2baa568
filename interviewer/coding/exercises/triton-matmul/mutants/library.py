# fails: barred operation
def matmul(a, b):
    return a @ b
