/* run_change.h - a figure now and in an earlier run: how much more it is, and whether that is too much. */
#ifndef RUN_CHANGE_H
#define RUN_CHANGE_H

#include "earlier.h"
#include "tally.h"

#define RUN_CHANGE_LEAST (1 << 20)   /* bytes: a rise by less is no rise, however many percent it is */

struct run_change {
	struct measured before, now;
	bool is_known;               /* both are */
	int64_t more;                /* now than before */
	bool has_percent;            /* before is not 0 */
	double percent;              /* more than before */
	bool counts;                 /* a threshold is for it: memory that the kernel counted both times, in the same way */
	bool is_over;                /* it has risen by more than the threshold, and by RUN_CHANGE_LEAST */
};

struct run_changes {
	const struct earlier *earlier;
	uint64_t runs;               /* now: medians of so many; 0: of a single one */
	double threshold;            /* percent */
	struct run_change all[RUN_FIGURES];
	bool counts, is_over;        /* one of them does, is */
};

void run_changes_of_one(struct run_changes *c, const struct earlier *earlier, const struct child *now, double threshold);
void run_changes_of_many(struct run_changes *c, const struct earlier *earlier, const struct tally *now, double threshold);

#endif
