#pragma once

/// Blocks that this process has asked of the heap so far.
unsigned long allocations(void);
