package dev.covet.instrumentation.entry.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Servlets of the API in {@code jakarta.servlet}; the path info says what is to happen. */
final class JakartaServlets {
    private JakartaServlets() {}

    static final class Looking implements Filter {
        private final Answers answers;

        Looking(Answers answers) {
            this.answers = answers;
        }

        @Override
        public void init(FilterConfig config) {}

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            answers.look();
            chain.doFilter(request, response);
        }

        @Override
        public void destroy() {}
    }

    @SuppressWarnings("serial")
    static final class Acting extends HttpServlet {
        private final transient Answers answers;

        Acting(Answers answers) {
            this.answers = answers;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            answers.look();
            String action = String.valueOf(request.getPathInfo());
            switch (action) {
                case "/fail" -> throw new ServletException("on purpose");
                case "/missing" -> response.sendError(404);
                case "/spring" -> request.setAttribute(Routes.SPRING, "/pets/{id}");
                case "/forward" -> request.getRequestDispatcher("/act/ok").forward(request, response);
                case "/dispatched" -> dispatched(request, response);
                case "/timeout" -> request.startAsync().setTimeout(50);
                case "/write" -> answers.write();
                case "/start", "/dispatch", "/early", "/race" -> async(request, response, action);
                default -> response.getWriter().print("ok");
            }
        }

        private void dispatched(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setStatus(201);
            response.getWriter().print(request.getDispatcherType());
        }

        private void async(HttpServletRequest request, HttpServletResponse response, String action) {
            AsyncContext context = request.startAsync();
            if (action.equals("/race")) {
                context.setTimeout(30);
            }
            Runnable finish = () -> {
                answers.look();
                if (action.equals("/start")) {
                    answers.awaitGate();
                    response.setStatus(202);
                }
                finish(context, action);
            };
            if (action.equals("/early")) {
                Thread other = new Thread(finish);
                other.start();
                join(other);
            } else {
                context.start(finish);
            }
        }

        private static void finish(AsyncContext context, String action) {
            try {
                if (action.equals("/race")) {
                    java.util.concurrent.locks.LockSupport.parkNanos(30_000_000);
                }
                if (action.equals("/dispatch")) {
                    context.dispatch("/act/dispatched");
                } else {
                    context.complete();
                }
            } catch (IllegalStateException timedOutMeanwhile) {
                // That is what the test wants to see.
            }
        }

        private static void join(Thread other) {
            try {
                other.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
