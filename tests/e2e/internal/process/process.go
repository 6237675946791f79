// Package process runs the programs of a suite: each in a process group of its own, which is ended by its id.
package process

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// grace is how long a program may take to end by itself.
const grace = 10 * time.Second

// Process is a running program.
type Process struct {
	name    string
	logPath string
	command *exec.Cmd
	done    chan struct{}
	stop    sync.Once
}

// Program is what to run.
type Program struct {
	// Name is that of its log.
	Name      string
	Path      string
	Arguments []string
	// Environment is beside that of the suite, as NAME=value.
	Environment []string
}

// Start runs a program in a folder; what it prints goes to NAME.log there, after what an earlier run left.
func Start(folder string, program Program) (*Process, error) {
	logPath := filepath.Join(folder, program.Name+".log")
	log, err := os.OpenFile(logPath, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer log.Close() //nolint:errcheck // The program has its own.
	command := exec.Command(program.Path, program.Arguments...)
	command.Env = append(os.Environ(), program.Environment...)
	command.Dir = folder
	command.Stdout, command.Stderr = log, log
	// Where the suite itself is killed, what it started goes with it.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("%s: %w", program.Name, err)
	}
	process := &Process{name: program.Name, logPath: logPath, command: command, done: make(chan struct{})}
	go func() {
		_ = command.Wait()
		close(process.done)
	}()
	return process, nil
}

// Alive tells whether the program runs, and else with its last words why not.
func (p *Process) Alive() error {
	select {
	case <-p.done:
		return fmt.Errorf("%s ended: %s\n%s", p.name, p.command.ProcessState, p.Tail())
	default:
		return nil
	}
}

// Signal sends a signal to the program alone.
func (p *Process) Signal(signal syscall.Signal) error { return p.command.Process.Signal(signal) }

// Kill ends the program without a chance to say anything.
func (p *Process) Kill() {
	p.stop.Do(func() { p.group(syscall.SIGKILL) })
	<-p.done
}

// Stop asks the program to end, and ends it where it does not.
func (p *Process) Stop() {
	p.stop.Do(func() {
		p.group(syscall.SIGTERM)
		select {
		case <-p.done:
		case <-time.After(grace):
			p.group(syscall.SIGKILL)
		}
	})
	<-p.done
}

func (p *Process) group(signal syscall.Signal) { _ = syscall.Kill(-p.command.Process.Pid, signal) }

// Log is all that the program has printed.
func (p *Process) Log() string {
	text, _ := os.ReadFile(p.logPath)
	return string(text)
}

// tail is how many bytes of a log a message shows.
const tail = 4000

// Tail is the end of what the program has printed.
func (p *Process) Tail() string {
	file, err := os.Open(p.logPath)
	if err != nil {
		return ""
	}
	defer file.Close() //nolint:errcheck // It was only read.
	if info, err := file.Stat(); err == nil && info.Size() > tail {
		_, _ = file.Seek(-tail, io.SeekEnd)
	}
	text, _ := io.ReadAll(file)
	return string(bytes.TrimSpace(text))
}
