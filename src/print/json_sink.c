/* json_sink.c - samples as JSON, one object a line. The keys are the ids of the columns. */
#include <string.h>

#include "grid_print.h"
#include "sink.h"

#define SECOND 1000000000u

static void put_number(struct json *j, const char *key, bool known, uint64_t n)
{
	json_key(j, key);
	if (known)
		json_number(j, n);
	else
		json_null(j);
}

static void put_real(struct json *j, const char *key, bool known, double r)
{
	json_key(j, key);
	if (known)
		json_real(j, r);
	else
		json_null(j);
}

/* The last OOM kill since the start, as far as it is known. */
static void put_kill(struct json *j, const struct kills_seen *k)
{
	const struct kill *last = k->since_start && k->count ? &k->list[k->count - 1] : NULL;

	json_key(j, "oom_last");
	if (!last || last->is_before) {
		json_null(j);
		return;
	}
	json_open(j, '{');
	json_key(j, "time");
	json_instant(j, last->wall_ns);
	put_number(j, "pid", last->pid > 0, (uint64_t)last->pid);
	json_key(j, "comm");
	last->pid ? json_text(j, last->comm, strlen(last->comm)) : json_null(j);
	json_key(j, "cgroup");
	last->group[0] ? json_text(j, last->group, strlen(last->group)) : json_null(j);
	json_close(j, '}');
}

/* The container that confines us. */
static void put_container(struct json *j, const struct sample *s)
{
	const struct confinement *c = &s->machine.confinement;
	const struct cgroup_figures *f = sample_confining(s);

	put_number(j, "effective_limit", c->has_memory, c->parts.total);
	json_key(j, "container");
	if (!c->has_memory && c->cpus <= 0 && !c->lxcfs) {
		json_null(j);
		return;
	}
	json_open(j, '{');
	put_number(j, "used", c->has_memory, c->parts.used);
	put_number(j, "shared", c->has_memory, c->parts.shared);
	put_number(j, "kernel", c->has_memory, c->parts.kernel);
	put_number(j, "cache", c->has_memory, c->parts.cache);
	put_number(j, "free", c->has_memory, c->parts.free);
	put_number(j, "available", c->has_memory, c->available);
	json_key(j, "is_least");
	json_bool(j, c->is_least);
	json_key(j, "limit_of");
	f ? json_text(j, f->group->path, f->group->length) : json_null(j);
	json_key(j, "limit_by");
	c->has_memory ? json_text(j, confinement_file(c), strlen(confinement_file(c))) : json_null(j);
	put_number(j, "swap_total", c->has_swap, c->swap_total);
	put_number(j, "swap_used", c->has_swap, c->swap_used);
	put_real(j, "pressure_some", c->has_pressure, c->pressure.some);
	put_real(j, "pressure_full", c->has_pressure, c->pressure.full);
	put_real(j, "cpus", c->cpus > 0, c->cpus);
	put_real(j, "cpu", c->has_cpu, c->cpu);
	json_key(j, "meminfo_by_lxcfs");
	json_bool(j, c->lxcfs & LXCFS_MEMINFO);
	json_close(j, '}');
}

static void put_machine(struct json *j, const struct sample *s)
{
	const struct machine *m = &s->machine;
	const uint64_t *b = m->memory.bytes;
	const bool *known = m->memory.known;
	const struct machine_figures *f = &m->figures;

	json_open(j, '{');
	put_number(j, "mem_total", m->has_memory, m->parts.total);
	put_number(j, "mem_available", known[MEM_AVAILABLE], b[MEM_AVAILABLE]);
	put_number(j, "mem_used", m->has_memory, m->parts.used);
	put_number(j, "mem_shared", m->has_memory, m->parts.shared);
	put_number(j, "mem_kernel", m->has_memory, m->parts.kernel);
	put_number(j, "mem_cache", m->has_memory, m->parts.cache);
	put_number(j, "mem_free", m->has_memory, m->parts.free);
	put_number(j, "swap_total", known[MEM_SWAP_TOTAL], b[MEM_SWAP_TOTAL]);
	put_number(j, "swap_used", known[MEM_SWAP_TOTAL] && known[MEM_SWAP_FREE], b[MEM_SWAP_TOTAL] - b[MEM_SWAP_FREE]);
	put_number(j, "zram_data", m->has_zram, m->zram.data);
	put_number(j, "zram_memory", m->has_zram, m->zram.memory);
	put_number(j, "zswap_data", known[MEM_ZSWAPPED], b[MEM_ZSWAPPED]);
	put_number(j, "zswap_memory", known[MEM_ZSWAP], b[MEM_ZSWAP]);
	put_real(j, "pressure_some", m->has_pressure, m->pressure.some);
	put_real(j, "pressure_full", m->has_pressure, m->pressure.full);
	put_real(j, "cpu", m->has_figures && f->has_cpu, f->cpu);
	put_real(j, "load_1", m->has_figures, f->load[0]);
	put_real(j, "load_5", m->has_figures, f->load[1]);
	put_real(j, "load_15", m->has_figures, f->load[2]);
	put_real(j, "uptime", m->has_figures, (double)f->uptime_ns / SECOND);
	put_number(j, "tasks", true, m->processes);
	put_number(j, "kernel_threads", true, m->kernel_threads);
	put_number(j, "threads", true, m->threads);
	put_number(j, "running", m->has_figures, f->running);
	put_number(j, "unreadable", true, m->unreadable);
	json_key(j, "others_hidden");
	json_bool(j, m->others_hidden);
	put_container(j, s);
	put_number(j, "major_faults", m->has_events, m->events.major_faults);
	put_number(j, "swapped_in", m->has_events, m->events.swapped_in);
	put_number(j, "swapped_out", m->has_events, m->events.swapped_out);
	put_number(j, "oom_kills", m->has_events, m->events.oom_kills);
	put_number(j, "oom_kills_since_start", s->kills.is_known, s->kills.since_start);
	put_kill(j, &s->kills);
	json_close(j, '}');
}

static void put_task(struct json *j, const struct sheet *sheet, const struct row *row)
{
	const struct vec *columns = &sheet->settings->columns;
	const struct task *t = scene_task(sheet->scene, row->task);

	json_open(j, '{');
	for (size_t i = 0; i < columns->count; i++) {
		const struct column *c = ((const struct column *const *)columns->data)[i];
		json_member(j, c, column_value(sheet->scene, row->task, c));
	}
	if (t->is_ended) {
		json_key(j, "ended");
		json_instant(j, since_end_ns(t));
		json_key(j, "peak_seen");
		json_number(j, since_peak(t));
	}
	if (sheet->settings->alerts.list.count) {
		char texts[4 * EXPR_TEXT];
		size_t n = alerts_texts(&sheet->settings->alerts, mark_of(t), texts, sizeof(texts));
		json_key(j, "alert");
		if (n)
			json_text(j, texts, n);
		else
			json_null(j);
	}
	if (sheet->settings->view.tree) {
		json_key(j, "depth");
		json_number(j, row->depth);
	}
	json_close(j, '}');
}

static void put_tasks(struct json *j, const struct sheet *sheet)
{
	json_key(j, "tasks");
	json_open(j, '[');
	for (size_t i = 0; i < sheet->rows; i++)
		put_task(j, sheet, &view_rows(sheet->view)[i]);
	json_close(j, ']');
}

static void put_groups(struct json *j, const struct sheet *sheet)
{
	const char *by = group_kinds[sheet->settings->group].name;

	json_key(j, "group_by");
	json_text(j, by, strlen(by));
	json_key(j, "groups");
	grid_print_json_shown(j, sheet->groups);
}

void json_print(FILE *out, const struct sheet *sheet)
{
	struct json j = { out, false };

	json_open(&j, '{');
	json_key(&j, "time");
	json_instant(&j, sheet->scene->sample->wall_ns);
	json_key(&j, "machine");
	put_machine(&j, sheet->scene->sample);
	if (sheet->groups)
		put_groups(&j, sheet);
	else
		put_tasks(&j, sheet);
	json_close(&j, '}');
	putc('\n', out);
}
