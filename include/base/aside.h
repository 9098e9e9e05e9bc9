/* aside.h - work that may hang, done item by item on a thread of its own. When an item hangs its thread is given up: another
 * goes on with the rest, and what comes of the item comes late. */
#ifndef ASIDE_H
#define ASIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "budget.h"
#include "vec.h"

/* Each kind of item begins with this. Items are copied as bytes. */
struct aside_item {
	uint64_t cost_ns;           /* CPU time that the work is expected to take, and then what it took */
};

struct aside;

#define ASIDE_LOST 4                /* threads that may hang at a time: then no more work is done until one comes back */

/* The work gets a copy of an item and writes into it what comes of it. The budget is copied; NULL: there is none. The thread
 * is started with the first item; the name is what others see of it: at most 15 bytes. */
struct aside *aside_open(const char *name, size_t item_size, void (*work)(void *item), const struct budget *budget);

/* Work for the thread, in place of what it has not yet begun. The item that it is at comes to its end. */
void aside_give(struct aside *a, const void *items, size_t count);

/* From now on this eventfd(2) is written to whenever an item has come to its end. It must outlive the aside. */
void aside_tell(struct aside *a, int eventfd);

/* Waits until all is done. Else for so long nothing was, beside what it was expected to take: then the item that hangs is in *stuck, and another thread is at
 * the next; or there are too many that hang, and *stuck is left alone. */
enum aside_end { ASIDE_DONE, ASIDE_STUCK, ASIDE_FULL };
enum aside_end aside_wait(struct aside *a, uint64_t patience_ns, void *stuck);

/* The same without waiting: whether the item under way has been so for so long. */
enum aside_end aside_check(struct aside *a, uint64_t patience_ns, void *stuck);

/* What has come to its end since the last call, into a vec of such items, in place of what was there. */
void aside_take(struct aside *a, struct vec *done);

/* Ends it, and waits a moment for the item under way. What never ends keeps what it needs of this. Items that are done and
 * not taken are passed to drop. Whether all is over: what was not begun then never will be. */
bool aside_close(struct aside *a, void (*drop)(void *item));

#endif
