/* users.c - remembers what getpwuid(3) says, and has it asked aside. */
#define _GNU_SOURCE
#include "users.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "err.h"

#define PATIENCE UINT64_C(5000000000)

struct errand {
	struct aside_item item;
	uid_t uid;
	char name[256];
};

static void look_up(void *item)
{
	struct errand *e = item;
	struct passwd entry, *found = NULL;
	char room[4096];

	e->name[0] = '\0';
	if (getpwuid_r(e->uid, &entry, room, sizeof(room), &found) == 0 && found)
		snprintf(e->name, sizeof(e->name), "%s", found->pw_name);
}

void users_init(struct users *u)
{
	*u = (struct users){ .aside = aside_open("ramtop-users", sizeof(struct errand), look_up, NULL), .patience_ns = PATIENCE };
	vec_init(&u->known, sizeof(struct user *));
	vec_init(&u->errands, sizeof(struct errand));
}

/* Its place, or where it would be. */
static size_t place_of(const struct users *u, uid_t uid)
{
	struct user *const *user = u->known.data;
	size_t low = 0, high = u->known.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (user[middle]->uid < uid)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void take(struct users *u)
{
	const struct errand *e;

	aside_take(u->aside, &u->errands);
	e = u->errands.data;
	for (size_t i = 0; i < u->errands.count; i++) {
		struct user *user = ((struct user **)u->known.data)[place_of(u, e[i].uid)];
		char *name;
		if (!user->is_asked)
			continue;
		user->is_asked = false;
		if (!e[i].name[0])
			continue;
		name = strdup(e[i].name);
		if (!name)
			die("out of memory: a name of a user was asked for");
		atomic_store_explicit(&user->name, name, memory_order_release);
	}
}

/* Asks for all names that are still to come. */
static void ask(struct users *u)
{
	struct user *const *user = u->known.data;

	u->errands.count = 0;
	for (size_t i = 0; i < u->known.count; i++)
		if (user[i]->is_asked)
			((struct errand *)vec_push(&u->errands))->uid = user[i]->uid;
	aside_give(u->aside, u->errands.data, u->errands.count);
}

void users_look(struct users *u)
{
	struct errand stuck;

	if (!u->is_slow)
		return;
	take(u);
	if (aside_check(u->aside, u->patience_ns, &stuck) == ASIDE_DONE)
		ask(u);
}

static struct user *add(struct users *u, size_t at, uid_t uid)
{
	struct user *user = memory_new(sizeof(*user)), **place;

	user->uid = uid;
	user->is_asked = true;
	snprintf(user->number, sizeof(user->number), "%u", (unsigned)uid);
	atomic_init(&user->name, user->number);
	vec_push(&u->known);
	place = (struct user **)u->known.data + at;
	memmove(place + 1, place, (u->known.count - 1 - at) * sizeof(*place));
	return *place = user;
}

const struct user *users_get(struct users *u, uid_t uid)
{
	size_t at = place_of(u, uid);
	struct user *user = at < u->known.count ? ((struct user **)u->known.data)[at] : NULL;
	struct errand stuck;

	if (user && user->uid == uid)
		return user;
	user = add(u, at, uid);
	if (u->is_slow)
		return user;
	ask(u);
	u->is_slow = aside_wait(u->aside, u->patience_ns, &stuck) != ASIDE_DONE;
	take(u);
	return user;
}

static void drop_nothing(void *item)
{
	(void)item;
}

void users_free(struct users *u)
{
	struct user **user = u->known.data;

	aside_close(u->aside, drop_nothing);
	for (size_t i = 0; i < u->known.count; i++) {
		const char *name = user_name(user[i]);
		if (name != user[i]->number)
			free((char *)(uintptr_t)name);
		free(user[i]);
	}
	vec_free(&u->known);
	vec_free(&u->errands);
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
