/* alarm.c - tells the one who looks on that an alert has begun. Knows not what it is about. */
#include "actions.h"
#include "alert_run.h"
#include "terminal.h"

void alarm_open(struct ui *ui)
{
	if (ui->settings->alert_command)
		ui->runner = runner_open(RUNNER_DROPS_ERRORS);
}

void alarm_close(struct ui *ui)
{
	if (ui->runner)
		runner_close(ui->runner);
}

void alarm_look(struct ui *ui)
{
	struct alerts *a = &ui->settings->alerts;
	size_t failed = 0;

	if (alerts_look(a, &ui->scene) == 0)
		return;
	terminal_ring();
	if (ui->runner)
		failed = alert_run(ui->runner, ui->settings->alert_command, a, &ui->scene);
	if (failed)
		ui_say(ui, "--alert-run: %d commands are running: %zu more could not be started", RUNNER_MOST, failed);
}

enum flow do_silence(struct ui *ui)
{
	size_t n = alerts_silence(&ui->settings->alerts);

	if (n)
		ui_say(ui, "%zu alert%s silenced, until they begin anew", n, n == 1 ? "" : "s");
	else
		ui_say(ui, ui->settings->alerts.list.count ? "no alert is to be silenced" : "no alert was asked for: see --alert");
	return GO_ON;
}
