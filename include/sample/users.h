/* users.h - names of users, looked up once each. They may come over a network that does not answer: then the number stands in
 * for the name until it comes. */
#ifndef USERS_H
#define USERS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "vec.h"

struct aside;

/* Stays where it is until users_free: samples point to it, and another thread may show it. */
struct user {
	uid_t uid;
	const char *_Atomic name;   /* ours; the number as text where there is no name, or not yet */
	char number[12];
	bool is_asked;              /* the name is still to come */
};

static inline const char *user_name(const struct user *u) { return atomic_load_explicit(&u->name, memory_order_acquire); }

struct users {
	struct vec known;           /* of struct user *, by uid */
	struct vec errands;         /* scratch */
	struct aside *aside;
	bool is_slow;               /* a name has kept us waiting: from then on nobody waits */
	uint64_t patience_ns;       /* how long a name may take before that */
};

void users_init(struct users *u);

/* Takes the names that have come meanwhile. */
void users_look(struct users *u);

const struct user *users_get(struct users *u, uid_t uid);

/* A lookup that hangs is left alone. */
void users_free(struct users *u);

/* The uid of a name, or of a number as text. May take as long as it takes. */
bool users_find(const char *name, uid_t *uid);

#endif
