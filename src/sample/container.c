/* container.c - one table of how engines, batch systems and systemd name their groups. Asks none of them. */
#define _GNU_SOURCE
#include "container.h"

#include <string.h>

#include "vec.h"

#define ID 64
#define SHORT_ID 12
#define UUID 36

/* What stands between prefix and suffix. */
enum form {
	ANY,                       /* a name */
	WHOLE,                     /* a name, and the suffix is part of it */
	ONLY,                      /* nothing: the prefix is all of it, and the name */
	HEX,                       /* an id of 64 hexadecimal digits */
	CUT,                       /* a name, a dash or an @, and what tells this run from others */
	CUT_UUID,                  /* a name, any character, a UUID */
	AFTER,                     /* a number, an escaped dash, a name */
};

/* A part of the path between slashes is prefix, name, suffix. The first that fits counts. */
static const struct pattern {
	const char *engine;
	enum container_kind kind;
	const char *above;         /* in what stands before the part, with its slashes; "": anything */
	const char *parent;        /* the part before, all of it; NULL: any */
	const char *prefix, *suffix;
	enum form form;
} patterns[] = {
	{ "podman",     CONTAINER_MONITOR, "",                    NULL,          "libpod-conmon-",      ".scope",   ANY },
	{ "podman",     CONTAINER_MONITOR, "",                    "libpod_parent", "conmon",            "",         ONLY },
	{ "kubernetes", CONTAINER_MONITOR, "",                    NULL,          "crio-conmon-",        "",         ANY },
	{ "lxc",        CONTAINER_MONITOR, "",                    NULL,          "lxc.monitor.",        "",         ANY },
	{ "lxc",        CONTAINER_MONITOR, "",                    "lxc.monitor", "",                    "",         ANY },
	{ "nspawn",     CONTAINER_MONITOR, "/machine",            NULL,          "supervisor",          "",         ONLY },
	{ "kubernetes", CONTAINER_BOX,     "kubepods",            NULL,          "docker-",             ".scope",   HEX },
	{ "docker",     CONTAINER_BOX,     "",                    NULL,          "docker-",             ".scope",   HEX },
	{ "podman",     CONTAINER_BOX,     "",                    NULL,          "libpod-payload-",     "",         HEX },
	{ "podman",     CONTAINER_BOX,     "",                    NULL,          "libpod-",             ".scope",   HEX },
	{ "podman",     CONTAINER_BOX,     "",                    NULL,          "libpod-",             "",         HEX },
	{ "kubernetes", CONTAINER_BOX,     "",                    NULL,          "cri-containerd-",     ".scope",   HEX },
	{ "kubernetes", CONTAINER_BOX,     "",                    NULL,          "crio-",               ".scope",   HEX },
	{ "kubernetes", CONTAINER_BOX,     "",                    NULL,          "crio-",               "",         HEX },
	{ "containerd", CONTAINER_BOX,     "",                    NULL,          "nerdctl-",            ".scope",   HEX },
	{ "kubernetes", CONTAINER_BOX,     "/kubepods",           NULL,          "",                    "",         HEX },
	{ "ecs",        CONTAINER_BOX,     "/ecs/",               NULL,          "",                    "",         HEX },
	{ "podman",     CONTAINER_BOX,     "/libpod_parent/",     NULL,          "",                    "",         HEX },
	{ "docker",     CONTAINER_BOX,     "/docker/",            NULL,          "",                    "",         HEX },
	{ "containerd", CONTAINER_BOX,     "/containerd.service/", NULL,         "",                    "",         HEX },
	{ "container",  CONTAINER_BOX,     "",                    NULL,          "",                    "",         HEX },
	{ "buildkit",   CONTAINER_BOX,     "/docker/",            "buildkit",    "",                    "",         ANY },
	{ "lxc",        CONTAINER_BOX,     "",                    NULL,          "lxc.payload.",        "",         ANY },
	{ "lxc",        CONTAINER_BOX,     "",                    "lxc.payload", "",                    "",         ANY },
	{ "lxc",        CONTAINER_BOX,     "",                    "lxc",         "",                    "",         ANY },
	{ "libvirt",    CONTAINER_BOX,     "",                    NULL,          "machine-qemu\\x2d",   ".scope",   AFTER },
	{ "libvirt",    CONTAINER_BOX,     "",                    NULL,          "machine-lxc\\x2d",    ".scope",   AFTER },
	{ "nspawn",     CONTAINER_BOX,     "",                    NULL,          "machine-",            ".scope",   ANY },
	{ "nspawn",     CONTAINER_BOX,     "",                    NULL,          "systemd-nspawn@",     ".service", ANY },
	{ "flatpak",    CONTAINER_APP,     "",                    NULL,          "app-flatpak-",        ".scope",   CUT },
	{ "flatpak",    CONTAINER_APP,     "",                    NULL,          "flatpak-",            ".scope",   CUT },
	{ "snap",       CONTAINER_APP,     "",                    NULL,          "snap.",               ".scope",   CUT_UUID },
	{ "snap",       CONTAINER_APP,     "",                    NULL,          "snap.",               ".service", ANY },
	{ "app",        CONTAINER_APP,     "/app.slice/",         NULL,          "app-",                ".scope",   CUT },
	{ "app",        CONTAINER_APP,     "/app.slice/",         NULL,          "app-",                ".service", CUT },
	{ "slurm",      CONTAINER_JOB,     "slurm",               NULL,          "job_",                "",         ANY },
	{ "systemd",    CONTAINER_UNIT,    "",                    NULL,          "",                    ".service", WHOLE },
	{ "systemd",    CONTAINER_UNIT,    "",                    NULL,          "",                    ".scope",   WHOLE },
	{ "systemd",    CONTAINER_SLICE,   "",                    NULL,          "",                    ".slice",   WHOLE },
};

static bool is_hex(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!memchr("0123456789abcdef", text[i], 16))
			return false;
	return true;
}

/* ---- the forms: what of "name" is the name; false: it is not of the form ------------------------------------------------------- */

static bool any(struct container *c)
{
	return c->length > 0;
}

static bool only(struct container *c)
{
	return c->length == 0;
}

static bool hex(struct container *c)
{
	if (c->length != ID || !is_hex(c->name, ID))
		return false;
	c->is_id = true;
	c->length = SHORT_ID;
	return true;
}

static bool cut(struct container *c)
{
	const char *dash = memrchr(c->name, '-', c->length), *at = memchr(c->name, '@', c->length);

	if (at || dash)
		c->length = (size_t)((at ? at : dash) - c->name);
	return c->length > 0;
}

static bool cut_uuid(struct container *c)
{
	const char *uuid = c->name + c->length - UUID;

	if (c->length > UUID + 1 && uuid[8] == '-' && uuid[13] == '-' && uuid[18] == '-' && uuid[23] == '-' && is_hex(uuid + 24, 12))
		c->length -= UUID + 1;
	return c->length > 0;
}

static bool after(struct container *c)
{
	static const char dash[] = "\\x2d";
	const char *at = memmem(c->name, c->length, dash, sizeof(dash) - 1);

	if (at) {
		at += sizeof(dash) - 1;
		c->length -= (size_t)(at - c->name);
		c->name = at;
	}
	return c->length > 0;
}

static bool (*const forms[])(struct container *c) = {
	[ANY] = any, [WHOLE] = any, [ONLY] = only, [HEX] = hex, [CUT] = cut, [CUT_UUID] = cut_uuid, [AFTER] = after,
};

/* ---- the path ------------------------------------------------------------------------------------------------------------------ */

struct part {
	const char *path;
	size_t start, end;         /* of the part; a slash is before it, if it is not the first */
};

static bool is_below(const struct part *at, const char *parent)
{
	size_t length = strlen(parent);

	return at->start > length && memcmp(at->path + at->start - 1 - length, parent, length) == 0 &&
	       (at->start == length + 1 || at->path[at->start - length - 2] == '/');
}

static bool fits(const struct pattern *p, const struct part *at, struct container *out)
{
	size_t prefix = strlen(p->prefix), suffix = strlen(p->suffix), length = at->end - at->start;
	const char *part = at->path + at->start;

	if (length < prefix + suffix || memcmp(part, p->prefix, prefix) != 0 || memcmp(part + length - suffix, p->suffix, suffix) != 0)
		return false;
	if ((p->parent && !is_below(at, p->parent)) || !memmem(at->path, at->start, p->above, strlen(p->above)))
		return false;
	*out = (struct container){ .kind = p->kind, .engine = p->engine, .name = part + prefix, .length = length - prefix - suffix,
	                           .path_length = at->end };
	if (!forms[p->form](out))
		return false;
	if (p->form == ONLY || p->form == WHOLE) {
		out->name = part;
		out->length = length;
	}
	return true;
}

/* The innermost part that is of one of these kinds: a bit for each. */
static bool find(const char *path, size_t length, unsigned kinds, struct container *out)
{
	struct part at = { path, 0, length };

	for (; at.end > 0; at.end = at.start > 0 ? at.start - 1 : 0) {
		at.start = at.end;
		while (at.start > 0 && path[at.start - 1] != '/')
			at.start--;
		for (size_t i = 0; at.start < at.end && i < ARRAY_LEN(patterns); i++)
			if (fits(&patterns[i], &at, out)) {
				if (kinds & 1u << out->kind)
					return true;
				break;
			}
	}
	return false;
}

bool container_find(const char *path, size_t length, struct container *out)
{
	return find(path, length, 1u << CONTAINER_BOX | 1u << CONTAINER_MONITOR, out) && out->kind == CONTAINER_BOX;
}

bool container_place(const char *path, size_t length, struct container *out)
{
	return find(path, length, (1u << CONTAINER_KINDS) - 1, out);
}

static int digit(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

size_t container_name(const struct container *c, char *out, size_t room)
{
	size_t used = 0;

	for (size_t i = 0; i < c->length && used + 1 < room; i++) {
		const char *at = c->name + i;
		if (i + 3 < c->length && at[0] == '\\' && at[1] == 'x' && digit(at[2]) >= 0 && digit(at[3]) >= 0) {
			out[used++] = (char)(digit(at[2]) << 4 | digit(at[3]));
			i += 3;
		} else
			out[used++] = *at;
	}
	if (room)
		out[used] = '\0';
	return used;
}

/* ---- pods ---------------------------------------------------------------------------------------------------------------------- */

bool container_pod(const char *path, size_t length, const char **uid, size_t *uid_length)
{
	static const struct { const char *before, *end; } pods[] = { { "libpod_pod_", ".slice/" }, { "-pod", ".slice/" }, { "/pod", "/" } };

	for (size_t i = 0; i < ARRAY_LEN(pods); i++) {
		const char *at = memmem(path, length, pods[i].before, strlen(pods[i].before)), *end;
		if (!at || (i > 0 && !memmem(path, length, "kubepods", 8)))
			continue;
		at += strlen(pods[i].before);
		end = memmem(at, (size_t)(path + length - at), pods[i].end, strlen(pods[i].end));
		end = end ? end : memmem(at, (size_t)(path + length - at), ".slice", 6);
		*uid = at;
		*uid_length = (size_t)((end ? end : path + length) - at);
		return *uid_length > 0;
	}
	return false;
}

const char *container_qos(const char *path, size_t length)
{
	static const char *const classes[] = { "burstable", "besteffort" };
	const char *uid;
	size_t uid_length;

	if (!memmem(path, length, "kubepods", 8) || !container_pod(path, length, &uid, &uid_length))
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(classes); i++)
		if (memmem(path, (size_t)(uid - path), classes[i], strlen(classes[i])))
			return classes[i];
	return "guaranteed";
}
