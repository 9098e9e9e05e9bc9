/* users.c - remembers what getpwuid(3) says. Names of users may come over a network: never call this while drawing. */
#include "users.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"

struct user {
	uid_t uid;
	char *name;
};

void users_init(struct users *u)
{
	vec_init(&u->known, sizeof(struct user));
}

static char *look_up(uid_t uid)
{
	const struct passwd *pw = getpwuid(uid);
	char number[16], *name;

	snprintf(number, sizeof(number), "%u", (unsigned)uid);
	name = strdup(pw && pw->pw_name[0] ? pw->pw_name : number);
	if (!name)
		die("out of memory: a name of a user was asked for");
	return name;
}

const char *users_name(struct users *u, uid_t uid)
{
	struct user *user = u->known.data;
	size_t low = 0, high = u->known.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (user[middle].uid == uid)
			return user[middle].name;
		if (user[middle].uid < uid)
			low = middle + 1;
		else
			high = middle;
	}
	vec_push(&u->known);
	user = u->known.data;
	memmove(&user[low + 1], &user[low], (u->known.count - 1 - low) * sizeof(*user));
	user[low] = (struct user){ uid, look_up(uid) };
	return user[low].name;
}

void users_free(struct users *u)
{
	struct user *user = u->known.data;

	for (size_t i = 0; i < u->known.count; i++)
		free(user[i].name);
	vec_free(&u->known);
}

bool users_find(const char *name, uid_t *uid)
{
	const struct passwd *pw = getpwnam(name);
	char *end;
	unsigned long n;

	if (pw) {
		*uid = pw->pw_uid;
		return true;
	}
	n = strtoul(name, &end, 10);
	*uid = (uid_t)n;
	return name[0] >= '0' && name[0] <= '9' && *end == '\0' && n == *uid;
}
