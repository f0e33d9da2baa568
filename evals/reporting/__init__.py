"""What the rows of a store say of the graders, for somebody who must choose one."""
