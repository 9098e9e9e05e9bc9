/* confinement.h - the container that we ourselves are in, as far as it keeps us from the machine's memory and CPUs: what may be
 * taken in it, and what is taken. Its control groups say so; /proc speaks of the machine. Bytes. */
#ifndef CONFINEMENT_H
#define CONFINEMENT_H

#include "cgroup_activity.h"
#include "lxcfs.h"
#include "meminfo.h"

struct confinement {
	bool is_inside;              /* the processes that we see are those of a pid namespace below the machine's: else all is the machine's */
	unsigned lxcfs;              /* LXCFS_…: what /proc says of the container already, and not of the machine */
	bool has_memory;             /* a limit below the machine's memory binds us; all down to the swap is of the group whose limit it is */
	bool is_least;               /* the limit is of a group above that we do not see: what counts against it is that much, or more */
	bool has_swap;
	enum cgroup_version version;
	uint32_t own;                /* our group's figures, in the sample's cgroups, from 1 on; 0: not known */
	struct memory_parts parts;   /* the total is the limit */
	uint64_t available;          /* until the tightest limit, and the machine, have no more to give */
	uint64_t swap_total, swap_used;
	bool has_pressure, has_cpu;
	struct pressure pressure;    /* of our group */
	double cpus;                 /* that it may use at a time; 0: all there are, or not known */
	double cpu;                  /* percent of these since the sample before */
};

/* Whether beside figures of the container the CPU time, or the load, is still the machine's. */
static inline bool confinement_is_of_memory_only(const struct confinement *c)
{
	return c->has_memory && c->cpus <= 0 && !(c->lxcfs & LXCFS_STAT);
}

static inline bool confinement_is_load_foreign(const struct confinement *c)
{
	return (c->has_memory || c->cpus > 0) && !(c->lxcfs & LXCFS_LOADAVG);
}

/* What is remembered from one sample to the next. */
struct confinement_watch {
	bool is_inside;
	unsigned lxcfs, machine_cpus;
	struct cgroup_places places;
	uint64_t cpu_ns, at_ns;      /* CPU time by then; 0: not known yet */
	const struct cgroup *cpu_of; /* whose that is: only to compare */
};

void confinement_open(struct confinement_watch *w, const struct procfs *p);
/* The directory with the groups, where they are not to be found by our own mountinfo. */
void confinement_place(struct confinement_watch *w, const char *dir);
void confinement_close(struct confinement_watch *w);

/* Says in the sample's machine, whose memory is known by then, what confines us. */
struct cgroups;
struct sample;
void confinement_look(struct confinement_watch *w, struct cgroups *c, const struct procfs *p, struct sample *s);

/* The file that the limit is from. */
const char *confinement_file(const struct confinement *c);

/* The same memory in the form of meminfo, of a sample with has_memory; what has no line there is MEM_KERNEL_REST. */
void confinement_meminfo(const struct sample *s, struct meminfo *out);

#endif
