/* cgroup_past.h - what was seen of a control group in the samples before: what need not be read again, how fast it went, how it has
 * grown. Of the thread that samples. Reads nothing. */
#ifndef CGROUP_PAST_H
#define CGROUP_PAST_H

#include "control_group.h"
#include "track.h"

/* Numbers that only grow, at two instants. */
struct pace {
	struct pace_point { uint64_t serial, at_ns, n[2]; } now, before;
};

struct cgroup_past {
	struct cgroup_counts counts;   /* as they were read last */
	unsigned asked;                /* what of them was looked for then */
	uint64_t kills_of_machine;     /* when those of the group were read */
	uint64_t links;                /* of its directory, when those below it were listed; 0: they never were */
	struct pace cpu, io;
	struct track *track;           /* of what it needs; NULL: that has not changed since: */
	uint64_t since_ns, last_ns, needed;
};

/* Made when it is not there yet. */
struct cgroup_past *cgroup_past_of(const struct cgroup *g);
void cgroup_past_free(struct cgroup_past *p);

/* Takes figures of this kind from others. */
void cgroup_counts_take(struct cgroup_counts *to, const struct cgroup_counts *from, unsigned bits);
void cgroup_activity_take(struct cgroup_activity *to, const struct cgroup_activity *from);

/* How much more a second in this sample than in the one before. Once a sample they are taken: later ones of the same do not count.
 * False: in the sample before nobody looked. */
bool pace_take(struct pace *p, uint64_t serial, uint64_t at_ns, const uint64_t n[2], double per_s[2]);

/* What it needs in this sample, and how that has grown. */
void cgroup_past_need(struct cgroup_past *p, uint64_t now_ns, uint64_t bytes);
struct slope cgroup_past_growth(const struct cgroup_past *p, uint64_t now_ns, uint64_t bytes);

#endif
