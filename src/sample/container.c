/* container.c - one table of how engines name the groups of their containers. Asks no engine. */
#define _GNU_SOURCE
#include "container.h"

#include <string.h>

#include "vec.h"

#define ID 64
#define SHORT_ID 12

/* A part of the path between slashes is prefix, name, suffix. */
static const struct pattern {
	const char *engine, *prefix, *suffix;
	bool is_id;                /* the name is an id of 64 hexadecimal digits */
} patterns[] = {
	{ "podman",     "libpod-conmon-",    ".scope",   false },   /* its monitor, which is no container: see below */
	{ "docker",     "docker-",           ".scope",   true },
	{ "podman",     "libpod-payload-",   "",         true },
	{ "podman",     "libpod-",           ".scope",   true },
	{ "podman",     "libpod-",           "",         true },
	{ "kubernetes", "cri-containerd-",   ".scope",   true },
	{ "kubernetes", "crio-",             ".scope",   true },
	{ "containerd", "nerdctl-",          ".scope",   true },
	{ "lxc",        "lxc.payload.",      "",         false },
	{ "nspawn",     "machine-",          ".scope",   false },
	{ "nspawn",     "systemd-nspawn@",   ".service", false },
	{ "container",  "",                  "",         true },
};

static bool is_id(const char *text, size_t length)
{
	if (length != ID)
		return false;
	for (size_t i = 0; i < length; i++)
		if (!memchr("0123456789abcdef", text[i], 16))
			return false;
	return true;
}

static bool fits(const struct pattern *p, const char *part, size_t length, struct container *out)
{
	size_t prefix = strlen(p->prefix), suffix = strlen(p->suffix);

	if (length <= prefix + suffix || memcmp(part, p->prefix, prefix) != 0 ||
	    memcmp(part + length - suffix, p->suffix, suffix) != 0)
		return false;
	out->engine = p->engine;
	out->name = part + prefix;
	out->length = length - prefix - suffix;
	if (!p->is_id)
		return true;
	if (!is_id(out->name, out->length))
		return false;
	out->length = SHORT_ID;
	return true;
}

/* The directory above may tell who made a group that is nothing but an id. */
static const char *engine_above(const char *path, size_t at)
{
	static const struct { const char *dir, *engine; } above[] = {
		{ "/docker/", "docker" }, { "/kubepods", "kubernetes" }, { "/ecs/", "ecs" }, { "/libpod_parent/", "podman" },
	};

	for (size_t i = 0; i < ARRAY_LEN(above); i++)
		if (memmem(path, at, above[i].dir, strlen(above[i].dir)))
			return above[i].engine;
	return "container";
}

bool container_find(const char *path, size_t length, struct container *out)
{
	size_t end = length;

	while (end > 0) {
		size_t start = end;
		while (start > 0 && path[start - 1] != '/')
			start--;
		for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
			if (!fits(&patterns[i], path + start, end - start, out))
				continue;
			/* A monitor beside the container is none. */
			if (i == 0)
				return false;
			out->path_length = end;
			if (strcmp(out->engine, "container") == 0)
				out->engine = engine_above(path, start);
			return true;
		}
		end = start > 0 ? start - 1 : 0;
	}
	return false;
}
