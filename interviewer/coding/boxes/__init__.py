"""Where boxes come from: one file for each way of keeping code from the machine, and the attacks that test them."""
