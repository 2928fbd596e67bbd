"""An office's quarter: the register, the plan, the look ahead, the run, and what is watched from day to day."""
