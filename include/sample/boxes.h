/* boxes.h - all containers of this machine, found by walking the control groups, and what each holds and does. Asks no engine, and needs
 * no sample of processes. */
#ifndef BOXES_H
#define BOXES_H

#include "arena.h"
#include "cgroup_activity.h"
#include "container.h"
#include "netdev.h"

enum {
	BOX_HAS_CHARGE = 1 << 0,
	BOX_HAS_LIMIT  = 1 << 1,
	BOX_HAS_CPU    = 1 << 2,       /* takes two looks */
	BOX_HAS_PIDS   = 1 << 3,
	BOX_HAS_IO     = 1 << 4,
	BOX_HAS_NET    = 1 << 5,
};

/* A container, and what is known of it. Bytes. */
struct box {
	const char *path;              /* of its own group, zero-ended; foreign. Borrowed until the look after the next */
	size_t length;
	struct container is;           /* its name is in the path */
	uint64_t serial;               /* who was made later has a greater one */
	unsigned have;                 /* BOX_HAS_… */
	uint64_t charge, inactive;     /* all that counts for it, and what of that is file cache that nobody used of late */
	uint64_t limit;                /* its own; CGROUP_NO_LIMIT */
	double cpu;                    /* percent of one CPU since the look before */
	uint64_t pids;                 /* tasks: processes and threads */
	uint64_t read, written;        /* from and to disks */
	struct netdev net;             /* of a network of its own: who is in that of the machine has moved nothing there */
	uint64_t cpu_ns, at_ns;        /* CPU time that it has used, and when that was read; at_ns is 0 when it could not be */
};

struct box_list {
	struct vec list;               /* of struct box: the last made first */
	struct arena paths;
};

struct boxes {
	const struct procfs *proc;     /* borrowed */
	uint64_t memory;               /* of the machine; 0: not known */
	struct box_list now, before;   /* of the last two looks */
	struct cgroup_tree tree;
	struct cgroup_places places;
	struct vec pending, text;      /* scratch */
};

/* The directory with the control groups; NULL: where they are mounted. False when there are none that we see. */
bool boxes_open(struct boxes *b, const struct procfs *proc, const char *dir, struct err *e);
void boxes_close(struct boxes *b);

/* Finds them anew, and reads all of each, or just what the next look compares with. */
enum boxes_look { BOXES_FIRST, BOXES_ALL };
void boxes_look(struct boxes *b, enum boxes_look what);

static inline const struct box *boxes_list(const struct boxes *b) { return b->now.list.data; }

#endif
