"""What runs in the box, beside the candidate's code: it judges nothing, and knows no expected value."""
