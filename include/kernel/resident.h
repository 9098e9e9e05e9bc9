/* resident.h - our own memory, kept in RAM: where memory is short the kernel takes away what is not, our code first. */
#ifndef RESIDENT_H
#define RESIDENT_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

/* Address space that must be allowed to be locked beside what is there: stacks of threads, of which little is ever touched. */
#define RESIDENT_ROOM (UINT64_C(128) << 20)

/* Locks all that is mapped, at once; and what will be, page by page when it is touched (mlockall(2), Linux 4.4). Call it before
 * there are threads. False, and what would be needed, when we may not. */
bool resident_lock(struct err *e);

#endif
