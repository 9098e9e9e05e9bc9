/* docker_fields.c - numbers as docker stats counts and writes them. Reads nothing, knows no table. */
#define _GNU_SOURCE
#include "docker_fields.h"

#include <stdio.h>
#include <string.h>

#define SHORT_ID 12
#define UNKNOWN "--"

/* ---- units ----------------------------------------------------------------------------------------------------------------------- */

/* As many digits as are asked for, without zeros at the end of a fraction: 40.4MiB. */
static size_t write_size(char *out, size_t room, double bytes, double step, const char *const *units, size_t count, int digits)
{
	size_t i = 0;

	for (; bytes >= step && i + 1 < count; i++)
		bytes /= step;
	return (size_t)snprintf(out, room, "%.*g%s", digits, bytes, units[i]);
}

size_t docker_memory(char *out, size_t room, double bytes)
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB" };

	return write_size(out, room, bytes, 1024, units, ARRAY_LEN(units), 4);
}

size_t docker_size(char *out, size_t room, double bytes)
{
	static const char *const units[] = { "B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB" };

	return write_size(out, room, bytes, 1000, units, ARRAY_LEN(units), 3);
}

static size_t write_percent(char *out, size_t room, double percent)
{
	return (size_t)snprintf(out, room, "%.2f%%", percent);
}

static size_t write_unknown(char *out, size_t room)
{
	return (size_t)snprintf(out, room, UNKNOWN);
}

/* "1.04kB / 0B" */
static size_t write_pair(char *out, size_t room, size_t (*write)(char *, size_t, double), double a, double b)
{
	char first[64], second[64];

	write(first, sizeof(first), a);
	write(second, sizeof(second), b);
	return (size_t)snprintf(out, room, "%s / %s", first, second);
}

/* ---- formulas -------------------------------------------------------------------------------------------------------------------- */

static bool has(const struct docker_row *r, unsigned what)
{
	return r->is_stopped || (r->box && (r->box->have & what) == what);
}

/* File cache that nobody used of late is not counted; all other cache is. */
static uint64_t usage(const struct docker_row *r)
{
	if (!r->box)
		return 0;
	return r->box->inactive < r->box->charge ? r->box->charge - r->box->inactive : r->box->charge;
}

/* Its own, whatever those above it say; no more than the machine has. */
static uint64_t limit(const struct docker_row *r)
{
	if (!r->box)
		return 0;
	return r->memory && r->box->limit > r->memory ? r->memory : r->box->limit;
}

/* ---- fields ---------------------------------------------------------------------------------------------------------------------- */

#define FIELD(name) static size_t name(const struct docker_row *r, const struct docker_style *s, char *out, size_t room)

/* At most so many bytes of it. */
static size_t write_text(char *out, size_t room, const char *text, size_t most, const struct docker_style *s)
{
	return text ? text_printable(out, room, text, strnlen(text, most), s->set) : write_unknown(out, room);
}

FIELD(write_id)   { return write_text(out, room, r->id, s->whole_ids ? DOCKER_CELL : SHORT_ID, s); }
FIELD(write_name) { return write_text(out, room, r->name, DOCKER_CELL, s); }

/* An id that nobody asked for is short in any case. */
FIELD(write_container)
{
	return r->asked ? write_text(out, room, r->asked, DOCKER_CELL, s) : write_text(out, room, r->id, SHORT_ID, s);
}

FIELD(write_cpu)
{
	(void)s;
	return has(r, BOX_HAS_CPU) ? write_percent(out, room, r->box ? r->box->cpu : 0) : write_unknown(out, room);
}

static bool has_limit(const struct docker_row *r)
{
	return has(r, BOX_HAS_LIMIT) && limit(r) != CGROUP_NO_LIMIT;
}

FIELD(write_memory)
{
	char used[64] = UNKNOWN, of[64] = UNKNOWN;

	(void)s;
	if (has(r, BOX_HAS_CHARGE))
		docker_memory(used, sizeof(used), (double)usage(r));
	if (has_limit(r))
		docker_memory(of, sizeof(of), (double)limit(r));
	return (size_t)snprintf(out, room, "%s / %s", used, of);
}

FIELD(write_share)
{
	(void)s;
	if (!has(r, BOX_HAS_CHARGE) || !has_limit(r))
		return write_unknown(out, room);
	return write_percent(out, room, limit(r) ? 100.0 * (double)usage(r) / (double)limit(r) : 0);
}

FIELD(write_net)
{
	struct netdev n = r->box ? r->box->net : (struct netdev){ 0 };

	(void)s;
	return has(r, BOX_HAS_NET) ? write_pair(out, room, docker_size, (double)n.received, (double)n.sent) : write_unknown(out, room);
}

FIELD(write_io)
{
	(void)s;
	if (!has(r, BOX_HAS_IO))
		return write_unknown(out, room);
	return write_pair(out, room, docker_size, r->box ? (double)r->box->read : 0, r->box ? (double)r->box->written : 0);
}

FIELD(write_pids)
{
	(void)s;
	if (!has(r, BOX_HAS_PIDS))
		return write_unknown(out, room);
	return (size_t)snprintf(out, room, "%llu", r->box ? (unsigned long long)r->box->pids : 0);
}

const struct docker_field docker_fields[DOCKER_FIELDS] = {
	{ "BlockIO",   "BLOCK I/O",         write_io },
	{ "CPUPerc",   "CPU %",             write_cpu },
	{ "Container", "CONTAINER",         write_container },
	{ "ID",        "CONTAINER ID",      write_id },
	{ "MemPerc",   "MEM %",             write_share },
	{ "MemUsage",  "MEM USAGE / LIMIT", write_memory },
	{ "Name",      "NAME",              write_name },
	{ "NetIO",     "NET I/O",           write_net },
	{ "PIDs",      "PIDS",              write_pids },
};

const struct docker_field *docker_field_find(const char *name, size_t length)
{
	for (size_t i = 0; i < DOCKER_FIELDS; i++)
		if (strlen(docker_fields[i].name) == length && memcmp(docker_fields[i].name, name, length) == 0)
			return &docker_fields[i];
	return NULL;
}
