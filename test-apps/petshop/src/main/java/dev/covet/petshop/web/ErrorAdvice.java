package dev.covet.petshop.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.DatabindException;

/** Answers every failed API request with a problem detail (RFC 9457); pages get the HTML error page. */
@ControllerAdvice
class ErrorAdvice extends ResponseEntityExceptionHandler {

    static final String INVALID = "The request has invalid values; see 'errors'.";

    private static final Logger log = LoggerFactory.getLogger(ErrorAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> changedMeanwhile(ConcurrencyFailureException e, WebRequest request) {
        String detail = "Somebody else changed this in the meantime. Read it again and repeat your change.";
        return answer(e, HttpStatus.CONFLICT, detail, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> constraint(DataIntegrityViolationException e, WebRequest request) {
        log.info("Refused by the database: {}", e.getMostSpecificCause().getMessage());
        return answer(e, HttpStatus.CONFLICT, "This contradicts what is already stored.", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        log.error("{} failed", request.getDescription(false), e);
        return answer(e, HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.", request);
    }

    private ResponseEntity<Object> answer(Exception e, HttpStatus status, String detail, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        return handleExceptionInternal(e, problem, new HttpHeaders(), status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.getCause() instanceof DatabindException mismatch
                && !mismatch.getPath().isEmpty()) {
            String field = path(mismatch);
            return invalid(e, Map.of(field, "has a value of the wrong kind"), headers, status, request);
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, "The request body is missing or not the JSON object that belongs here.");
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private static String path(DatabindException mismatch) {
        StringBuilder path = new StringBuilder();
        mismatch.getPath().forEach(part -> {
            if (part.getPropertyName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(part.getPropertyName());
            }
        });
        return path.toString();
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Map<String, String> errors = new TreeMap<>();
        for (FieldError error : e.getFieldErrors()) {
            errors.merge(error.getField(), message(error), (a, b) -> a + "; " + b);
        }
        return invalid(e, errors, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Map<String, String> errors = new TreeMap<>();
        e.getParameterValidationResults()
                .forEach(result -> result.getResolvableErrors()
                        .forEach(error -> errors.merge(
                                result.getMethodParameter().getParameterName(),
                                error.getDefaultMessage() + ", but is " + result.getArgument(),
                                (a, b) -> a + "; " + b)));
        return invalid(e, errors, headers, status, request);
    }

    private static String message(FieldError error) {
        Object value = error.getRejectedValue();
        String message = error.getDefaultMessage();
        boolean telling = value instanceof Number || (value instanceof CharSequence text && !text.isEmpty());
        return telling ? message + ", but is '" + value + "'" : message;
    }

    private ResponseEntity<Object> invalid(
            Exception e, Map<String, String> errors, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, INVALID);
        problem.setProperty("errors", errors);
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ServletWebRequest servlet = (ServletWebRequest) request;
        if (servlet.getRequest().getRequestURI().startsWith("/api/")) {
            return super.handleExceptionInternal(e, body, headers, status, request);
        }
        return errorPage(servlet.getResponse(), status);
    }

    private static ResponseEntity<Object> errorPage(HttpServletResponse response, HttpStatusCode status) {
        try {
            if (!response.isCommitted()) {
                response.sendError(status.value());
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
