/* users.h - names of users, looked up once each. */
#ifndef USERS_H
#define USERS_H

#include <stdbool.h>
#include <sys/types.h>

#include "vec.h"

struct users {
	struct vec known;   /* of struct user, by uid */
};

void users_init(struct users *u);

/* The name, or the number as text where there is none. Lives until the program ends: whoever shows it may be another
 * thread. */
const char *users_name(struct users *u, uid_t uid);

void users_free(struct users *u);

/* The uid of a name, or of a number as text. */
bool users_find(const char *name, uid_t *uid);

#endif
