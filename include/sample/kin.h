/* kin.h - of all processes of the machine that end, those that descend from us. */
#ifndef KIN_H
#define KIN_H

#include "exits.h"
#include "procfs.h"
#include "vec.h"

#define KIN_KNOWN 4096       /* kept, at most: of more, all are forgotten and asked anew */
#define KIN_RECENT 1024
#define KIN_WAITING 8192     /* more than come at once; of more, all are given up */

struct kin {
	const struct procfs *proc;   /* borrowed */
	pid_t self;
	struct vec known;            /* of struct kin_one: living ones of which it is known whether they descend from us */
	struct vec waiting;          /* of struct exit_record: whose parent had gone before it could be asked */
	struct vec recent;           /* of struct kin_one: the last that have ended, in a ring */
	size_t ended;                /* so many have, of whom it was found out */
	bool were_lost;              /* records that waited for one of a parent that never came: it was lost on its way */
	void (*take)(void *with, const struct exit_record *r);
	void *with;
};

/* Calls take for each process of ours that has ended. */
void kin_init(struct kin *k, const struct procfs *p, void (*take)(void *with, const struct exit_record *r), void *with);
void kin_free(struct kin *k);

/* One that has ended, whosever it is; each task once, in the order of their ends. */
void kin_see(void *kin, const struct exit_record *r);

/* Some ends were not told: what is known of a pid may be of another process by now. */
void kin_doubt(struct kin *k);

#endif
