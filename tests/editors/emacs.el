;;; emacs.el --- run in a folder with draft.md by tests/it/editors.rs  -*- lexical-binding: t -*-

;; What fails signals an error, which ends the editor with a status.

(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'project)
(require 'seq)
(require 'xref)

(defun test-wait (what done)
  "Wait until DONE returns something, and return it; WHAT is missing else."
  (let ((end (time-add nil 20)) got)
    (while (not (setq got (funcall done)))
      (when (time-less-p end nil) (error "No %s" what))
      (accept-process-output nil 0.02))
    got))

;; The lines of the guide, as in somebody's init.el.
(with-temp-buffer
  (insert (getenv "SETUP"))
  (eval-buffer))

(setq project-find-functions (list (lambda (_) (cons 'transient default-directory))))
(setq eglot-sync-connect 20 eglot-autoreconnect nil)
(find-file "draft.md")
(text-mode)
;; `eglot-ensure' waits for the end of the command, and there is none here.
(run-hooks 'post-command-hook)

(let* ((one (car (test-wait "diagnostic" (lambda () (flymake-start) (flymake-diagnostics)))))
       (text (flymake-diagnostic-text one)))
  (goto-char (flymake-diagnostic-beg one))
  (princ (format "deviation %d %d-%d %s\n"
                 (1- (line-number-at-pos))
                 (- (flymake-diagnostic-beg one) (line-beginning-position))
                 (- (flymake-diagnostic-end one) (line-beginning-position))
                 (if (string-match "name\\.keller" text) (match-string 0 text) text)))

  ;; The menu of code actions, with somebody who picks the fix.
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt choices &rest _)
               (let ((titles (all-completions "" choices)))
                 (or (seq-find (lambda (title) (string-prefix-p "Replace with `Keller`" title)) titles)
                     (error "No fix among %S" titles)))))
            (last-nonmenu-event ?a))
    (eglot-code-actions (flymake-diagnostic-beg one) (flymake-diagnostic-end one) nil t))
  (unless (string-match-p "Mathilde Keller" (buffer-string)) (error "Not fixed: %s" (buffer-string)))
  (save-buffer))

;; Evidence and rule are both definitions: Emacs lists them, the evidence first.
(let ((xref-show-definitions-function
       (lambda (fetch _alist)
         (let ((found (funcall fetch)))
           (unless (= (length found) 2) (error "Not two definitions: %S" found))
           (xref-pop-to-location (car found))))))
  (call-interactively #'xref-find-definitions))
(princ (format "evidence %s %d:%d\n" (file-name-nondirectory buffer-file-name) (line-number-at-pos) (1+ (current-column))))
(kill-emacs 0)
