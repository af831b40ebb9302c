package dev.covet.agenttests.programs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** A servlet that asks itself, and what its container would give it. Uses nothing that is newer than Servlet 2.5. */
public final class OldServlet extends HttpServlet implements Runnable {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        System.out.println("served " + request.getPathInfo());
    }

    @Override
    public void run() {
        Map<String, Object> request = new HashMap<>(Map.of(
                "getMethod", "GET",
                "getScheme", "http",
                "getProtocol", "HTTP/1.1",
                "getServerName", "shop",
                "getServerPort", 80,
                "getRemotePort", 4711,
                "getRequestURI", "/pets/7",
                "getContextPath", "",
                "getServletPath", "/pets",
                "getPathInfo", "/7"));
        try {
            service((ServletRequest) proxy(HttpServletRequest.class, request), (ServletResponse)
                    proxy(HttpServletResponse.class, Map.of("getStatus", 200)));
        } catch (ServletException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object proxy(Class<?> type, Map<String, Object> answers) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer(answers, method, arguments));
    }

    private static @Nullable Object answer(Map<String, Object> answers, Method method, Object[] arguments) {
        if (method.getName().equals("setAttribute")) {
            answers.put("attribute " + arguments[0], arguments[1]);
            return null;
        } else if (method.getName().equals("getAttribute")) {
            return answers.get("attribute " + arguments[0]);
        }
        Object answer = answers.get(method.getName());
        return answer == null && method.getReturnType() == boolean.class ? false : answer;
    }
}
